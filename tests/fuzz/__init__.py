"""Damaged bytes for every reader of what comes from outside: `python -m tests.fuzz`. A short run is part of the tests.

readers.py   each reader with genuine samples: of courses, journals, lists; those of what laptops, hubs and sticks bring each other in protocol.py
signed_catalogue.py   what a school signs, damaged with the right signatures over it
decoders.py  where bytes are read in the code, so that none is left out     damage.py   what is done to them       test_fuzz.py   a moment of it
"""
