class Tidy < Formula
  desc "Keep a workspace tidy"
  homepage "https://github.com/acme/tidy"
  url "https://github.com/acme/tidy/releases/download/v1.2.3/tidy-1.2.3.tar.gz"
  sha256 "DIGEST-1"
  license "Apache-2.0"

  def install
    libexec.install Dir["*"]
    bin.install_symlink libexec/"bin/tidy"
  end

  test do
    assert_match version.to_s, shell_output(bin/"tidy")
  end
end
