"""The Explore page: the reader's choice of matrix and list, and the facets beside every page."""
