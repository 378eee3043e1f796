"""The results: what the bundles in a folder say of themselves, side by side and beside the papers' numbers.

Everything here is read from manifests, calibration tables and figures that experiments wrote down; nothing is measured.
"""

from .bundles import Result, ResultsError, read_results
from .charts import write_curves
from .claims import Claim, Verdict
from .claims_page import CLAIMS, CONSISTENCY, FIGHTS, Figures, asked, claims_page, counted
from .knowledge import Knowledge, add_knowledge, read_knowledge
from .page import BEGIN, END, insert, results_page

__all__ = [
    "BEGIN",
    "CLAIMS",
    "CONSISTENCY",
    "END",
    "FIGHTS",
    "Claim",
    "Figures",
    "Knowledge",
    "Result",
    "ResultsError",
    "Verdict",
    "add_knowledge",
    "asked",
    "claims_page",
    "counted",
    "insert",
    "read_knowledge",
    "read_results",
    "results_page",
    "write_curves",
]
