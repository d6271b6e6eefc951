"""Open edX course exports (OLX) read into drafts; the importer itself is `importers/olx.py`.

    source     the unpacked export: its files and XML, and nothing outside its folder
    tree       the blocks of a course, with what policies say about them
    titles     names that say something, in place of the platform's defaults
    resources  pictures and links of a page
    writing    texts in clean form
    problem    a problem cut into its questions; responses converts one, with choices and typed, which read
               what authors wrote through arithmetic, patterns and scripts; asking is what all questions have
    video, activities, unconverted    the other kinds of block
    selection  what everybody sees, where the platform would choose
    pieces     a block as what it gives to its unit; unit joins these into activities; links are settled at the end
    about, course    the course itself, and the whole as a draft

The format: https://docs.openedx.org/en/latest/educators/navigation/olx.html
"""
