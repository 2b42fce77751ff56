app_name = "passage"
urlpatterns: list[object] = []
