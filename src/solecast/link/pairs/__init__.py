"""Two titles in, one answer out: do they name the same colorway?"""
