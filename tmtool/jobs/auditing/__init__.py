"""Auditing a memory or files: how consistently terms and segments are translated."""
