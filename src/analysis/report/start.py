"""placeholder"""
from analysis.indicators import INDICATORS
def indicators(): return INDICATORS
