"""Pages in the clean page form (courses/page.py), set natively in a QTextDocument with our own typography.

- `style.py`: measures, fonts and colours of running text
- `builder.py`: walks a page and has it set, element by element
- `typesetter.py`: blocks, frames, cells and the text in them
- `words.py`: what inline elements do to their text
- `tables.py`: the table of a page
- `pictures.py`: pictures and formulas, read from the lesson, drawn crisp at any size
- `boxes.py`: the grounds painted behind notes, code and quotations
- `bullets.py`: the bullets of lists
- `laying.py`: lays a document out in steps
- `pdf.py`: makes a PDF of a page
- `view.py`: the widget that shows a page
"""
