"""The codes that may stand in plain columns: way, theme, service, help. The words are what people read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """How two people, or a group, met."""

    WALK = "walk", _("on a walk")
    IN_PERSON = "in_person", _("in person")
    PHONE = "phone", _("by phone")
    VIDEO = "video", _("by video")
    TEXT = "text", _("by text")
    GROUP = "group", _("in a group")
    WORKSHOP = "workshop", _("in a workshop")
    OUTING = "outing", _("on an outing")
    CRAFT = "craft", _("making things")


FOR_TWO = (Way.WALK, Way.IN_PERSON, Way.PHONE, Way.VIDEO, Way.TEXT)
FOR_A_GROUP = (Way.GROUP, Way.WORKSHOP, Way.OUTING, Way.CRAFT)


class Theme(models.TextChoices):
    HOUSING = "housing", _("Housing")
    HEALTH = "health", _("Health")
    LOVED_ONES = "loved_ones", _("Loved ones")
    WORK_SCHOOL = "work_school", _("Work, school")
    MONEY = "money", _("Money")
    PAPERS = "papers", _("Papers, rights")
    EVERYDAY = "everyday", _("Everyday life")
    BREATHER = "breather", _("A breather")


class Heavy(models.TextChoices):
    """The supporter's own answer, and nobody else's business."""

    YES = "yes", _("Yes")
    LITTLE = "little", _("A little")
    NO = "no", _("No")
    RATHER_NOT = "rather_not", _("I’d rather not say")


class Service(models.TextChoices):
    """Where a referral leads."""

    HEALTH = "health", _("health")
    MIND = "mind", _("counselling")
    LEGAL = "legal", _("legal help")
    HOUSING = "housing", _("housing")
    INCOME = "income", _("income")
    WORK = "work", _("work")
    SCHOOLING = "schooling", _("schooling")
    PAPERS = "papers", _("papers")
    LANGUAGE = "language", _("language classes")
    CHILDREN = "children", _("children and family")
    OTHER = "other", _("another service")


class Help(models.TextChoices):
    """A thing or a service that was given."""

    TRANSPORT = "transport", _("transport")
    FOOD = "food", _("food")
    CLOTHING = "clothing", _("clothing")
    PHONE = "phone", _("phone or minutes")
    CHILD_CARE = "child_care", _("child care")
    HOME = "home", _("things for the home")
    CARE = "care", _("hygiene and care")
    OTHER = "other", _("something else")
