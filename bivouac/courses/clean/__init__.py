"""From HTML soup to the clean page form; `courses/page.py` is the door and says what the form is.

The soup is walked once. Every element becomes `Piece`s of HTML, each known to be a block or to run within a line, so that
the element around it can put paragraphs where they belong, whatever was nested in what.

    resources.py   what a page asks of its importer
    pieces.py      pieces, and how they are put together
    walk.py        elements of text; structure.py  lists, tables, notes; embedded.py  pictures, formulas, frames; films.py; links.py
    allowed.py     the last pass: nothing leaves but what is on the list
"""
