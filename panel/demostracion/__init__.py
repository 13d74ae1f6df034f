"""A believable institution for the demonstration, made only through the product's own actions."""
