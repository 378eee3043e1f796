"""The results page: what the bundles in a folder say of themselves, side by side and beside the papers' numbers.

Everything here is read from manifests, calibration tables and written consistency figures; nothing is measured, and
what no bundle holds is not mentioned.
"""

from .bundles import Result, read_results
from .charts import write_curves
from .knowledge import Knowledge, add_knowledge, read_knowledge, weights_of
from .page import BEGIN, END, ResultsError, insert, results_page

__all__ = [
    "BEGIN",
    "END",
    "Knowledge",
    "Result",
    "ResultsError",
    "add_knowledge",
    "insert",
    "read_knowledge",
    "read_results",
    "results_page",
    "weights_of",
    "write_curves",
]
