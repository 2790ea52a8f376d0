"""Pictures of pages: charts, drawings, and the cards that other sites show."""
