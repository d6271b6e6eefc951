"""The school's catalogue: which courses are the school's, signed so that it can come by any road (TUF 1.0, python-tuf).

keys.py      the school's keys, locked with a passphrase     repository.py   the school's side: publish, revoke, rotate, renew
entries.py   what the catalogue says of a course             trusted.py      a machine's verified copy of it
"""
