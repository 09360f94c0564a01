"""How a peer talks with the bench: JSON, a line at a time, over standard input and output."""

import json
import sys


def converse(greeting, answer):
    """Says that all is loaded, then answers each number that comes in with what `answer` makes of it."""
    say(greeting)
    for line in sys.stdin:
        say(answer(int(line)))


def say(message):
    print(json.dumps(message), flush=True)
