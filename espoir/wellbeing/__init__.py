"""How I'm doing: a journal that only she opens, with a passphrase of its own.

Nothing here writes a line in the logbook when she opens her journal, writes in it, or takes her copy: a line has a day
and an author, so that it would say when she writes, and how often. Her pages here are read by nobody else, so that
nobody's reading goes unrecorded. What leaves the journal, because she shares it, is recorded like everything else.
See docs/decisions/0014.
"""
