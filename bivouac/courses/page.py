"""The clean page form: the one form in which text reaches a learner, whatever it was written in.

A page is a UTF-8 HTML fragment made of few elements, so that a QTextDocument shows all of it and nothing else gets in:

    h1-h4  p  br  hr  ul ol li  dl dt dd  blockquote
    table caption thead tbody tr th[colspan rowspan scope] td[colspan rowspan]
    figure figcaption  img[src alt width height class]  pre code[class=language-…]
    a[href]  b strong i em u s sub sup mark small kbd  span[class lang dir]  div[class dir lang]  section[class]

`img src` is a path in the lesson's pack. Mathematics is `<img class="math" src="math/….svg" alt="LaTeX">` (`class="math display"` in
a paragraph of its own), drawn at build time with `currentColor` as its ink. Notes are `<div class="note|tip|warning|example">` whose
first child is `<p class="title">`. `a href` is `#anchor`, `http(s):`, `mailto:`, or `activity:<id>` for another activity of the course. Any
element may have an `id`. There is no script, no style attribute and no event handler.
"""
