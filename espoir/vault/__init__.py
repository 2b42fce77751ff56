"""Sealed records and their keys: root → organisation → person. See docs/decisions/0003."""
