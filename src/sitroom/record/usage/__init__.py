"""Usage: where a draft's words of likelihood and confidence break ICD 203, each place with what to write instead."""

from sitroom.record.usage.checking import check_usage
from sitroom.record.usage.finding import Severity, UsageFinding, UsageRule, usage_rules

__all__ = ["Severity", "UsageFinding", "UsageRule", "check_usage", "usage_rules"]
