"""Journals meet: what is new here goes to the hub, what is new there comes here (docs/protocol.md#exchange).

journal.py   what the exchange needs of a journal     client.py    the hub's routes as methods
exchange.py  the exchange, resumable                  talk.py      one stream's part in it
side.py      one end of it: a journal, or a hub      courier.py, stick.py   the same by stick
catalogue.py a hub's list of courses made new
join.py      from a code or an invite file to an account on this device
"""
