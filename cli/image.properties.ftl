version=${version}
commit=${commit}
image=${image.reference}
