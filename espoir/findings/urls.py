from django.urls import path

from espoir.findings.views import ending, quotations, report

app_name = "findings"
urlpatterns = [
    # the report of a study
    path("s/<id:report>/", report.home, name="home"),
    path("s/<id:report>/w/", report.who, name="who"),
    path("s/<id:report>/n/", report.new_section, name="new_section"),
    path("s/<id:report>/p/", report.preview, name="preview"),
    path("s/<id:report>/document.pdf", report.as_pdf, name="pdf"),
    path("s/<id:report>/document.docx", report.as_docx, name="docx"),
    path("s/<id:report>/a/", report.approval, name="approval"),
    # a section
    path("e/<id:section>/", report.section, name="section"),
    path("e/<id:section>/x/", report.section_out, name="section_out"),
    # quotations
    path("s/<id:report>/q/", quotations.ledger, name="ledger"),
    path("s/<id:report>/q/n/", quotations.choose, name="choose"),
    path("q/<id:quote>/", quotations.quotation, name="quotation"),
    path("q/<id:quote>/c/", quotations.check, name="check"),
    path("q/<id:quote>/x/", quotations.drop, name="drop"),
    # the end
    path("s/<id:report>/x/", ending.end, name="end"),
    path("s/<id:report>/x/document.pdf", ending.certificate_pdf, name="certificate"),
]
