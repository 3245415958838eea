"""Learns rules from an export that is mostly right, with their support and the records that break them."""
