"""What is drawn of a release without Streamlit: charts, decks, documents, spreadsheets.

It takes what `hor_data` counted and gives bytes or plain values; it knows no page.
"""
