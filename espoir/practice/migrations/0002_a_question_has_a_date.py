from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("practice", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="question", name="a_question_to_the_team_has_a_date"),
        migrations.AlterField(model_name="question", name="due", field=models.DateField()),
    ]
