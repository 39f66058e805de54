class ${className} < Formula
  desc "${description}"
  homepage "${homepage}"
  url "${archive.url}"
  sha256 "${archive.sha256}"
  license "${license}"

  def install
    libexec.install Dir["*"]
    bin.install_symlink libexec/"bin/tidy"
  end

  test do
    assert_match version.to_s, shell_output(bin/"tidy")
  end
end
