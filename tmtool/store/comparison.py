"""Which of a file's units are new to a corpus, which are there and which change one of it."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import batched

from tmtool.models import TranslationUnit
from tmtool.store import units
from tmtool.store.clock import now
from tmtool.store.fingerprints import fingerprint, identity
from tmtool.text.normalise import comparable
