"""The hub: where laptops bring what their learners did and fetch courses. Campus and school run the same program.

folder.py       what a hub is on disk               author.py    the hub as somebody who writes
certificate.py  who it is on the network            storage.py   what it remembers: the interface
joining.py      codes, proofs and accounts          tables.py, engine.py, trouble.py, sql*.py   the same in SQL
policy.py       who may do what                     directory.py who belongs to the campus, from what hubs noted; former.py what the class reads of who left it
class_list.py   lists of people                     namesakes.py people of one name, and which names are free
journals.py     push and pull: pushing.py, tails.py for laptops, carrying.py among hubs
catalogue.py    the courses it has                  content.py   their bytes, range by range
brakes.py       how often one may ask               refusals.py  how it says no
routes.py, app.py, openapi.py   HTTP                serve.py     the process
workers.py      several processes                   crew.py      what they count together: brakes, metrics.py
checking.py     whether all is sound                repairing.py, salvaging.py   what can be done where it is not
"""
