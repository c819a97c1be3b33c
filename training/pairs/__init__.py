"""Whether two passages of news say the same or exclude each other: data, network and training."""
