"""Amending an order (ZTP § 82–96) and what it says then. Pure but for reading.py: trees and changes in, trees out."""
