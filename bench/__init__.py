"""Benchmarks: each bar of the design as a ratio measured in one run, side by side with a peer or a limit (docs/benchmarks.md).

python -m bench              all of them, each in a process of its own, into docs/benchmarks.md
python -m bench NAME         one, its figures printed; with --quick at a size that only proves that it runs

bars.py      the bars, and which bench answers for each      figures.py    what a bench returns; sides in turn
report.py    figures as a page                               processes.py  child processes: memory, CPU time
start.py     the first window                                memory.py     the app's memory
bundles.py   taking in a large bundle                        search.py     finding words
far.py       an exchange over a bad line                     opening.py   a learner's journal
exchange.py  bytes and round trips                           ingest.py     what a hub takes in and answers
durable.py   syncs of the disk                               stalls.py     the window's pauses
film.py      a film over a bad line                          fetching.py  a class that downloads
update.py    what an update costs                            package.py   the frozen app
weekend.py   many learners, at a hub with a file             weekend_postgresql.py  the same with PostgreSQL
postgresql.py  what such a hub takes in                      anki.py      Anki's own server and client beside ours

What they work with: campus.py (a hub process and laptops), relay.py (counts bytes), badline.py (a line between network namespaces), fetchers.py (light clients), week.py (what learners do), crowd.py (learners by the thousand), anki_learner.py (one of Anki's), texts.py (passages),
library.py and courses.py (courses by the thousand or the gigabyte), windows.py (a window that says when it is painted), nginx.py (a peer).
"""
