"""Tests of copydesk.read."""
