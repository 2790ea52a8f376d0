"""Raw tables in, linked tables out: which shoe is each record about?"""
