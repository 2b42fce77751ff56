"""Instruments on the command line: answers that lie in a file, scored by the publisher's rule."""
