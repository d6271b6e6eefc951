"""The hub: where laptops bring what their learners did and fetch courses. Campus and school run the same program.

folder.py       what a hub is on disk               storage.py   what it remembers: the interface
certificate.py  who it is on the network            tables.py, engine.py, sql.py   the same in SQL
joining.py      codes, proofs and accounts          journals.py  push and pull
catalogue.py    the courses it has                  content.py   their bytes, range by range
brakes.py       how often one may ask               refusals.py  how it says no
routes.py, app.py, openapi.py   HTTP                serve.py     the process
"""
