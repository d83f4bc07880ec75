"""The same page in other frameworks, each as that framework's own guide would have it made."""
