class Tidy < Formula
  desc "Keep a workspace tidy"
  homepage "https://github.com/tidy/tidy"
  url "https://github.com/tidy/tidy/releases/download/v1.2.3/tidy-linux-amd64.tar.gz"
  sha256 "abb2b51df21fe54b5f42aa3c6ebe5409cfca9d936821bc94aba3f794bc58b3e9"
  license "Apache-2.0"

  on_macos do
    on_arm do
      url "https://github.com/tidy/tidy/releases/download/v1.2.3/tidy-darwin-arm64.tar.gz"
      sha256 "dfe1f9620c1a67fc0ce52de8c38147cc7c3e82c7df8f49c85550a99b247dbcd6"
    end

    on_intel do
      url "https://github.com/tidy/tidy/releases/download/v1.2.3/tidy-darwin-amd64.tar.gz"
      sha256 "ed8549079cbf642f0461b789aea6d82ecc041f1dbbc49ff9d88c460bcf8a4275"
    end
  end

  on_linux do
    on_arm do
      url "https://github.com/tidy/tidy/releases/download/v1.2.3/tidy-linux-arm64.tar.gz"
      sha256 "12f1860911ed82c95f795ea52ab1c0ac88303b544222cb4b3c9d19bc030a5fc9"
    end
  end

  def install
    bin.install "bin/tidy"
  end

  def caveats
    <<~EOS
      tidy 1.2.3 starts ghcr.io/tidy/agent-runner:v1.2.3@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
    EOS
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/tidy version")
  end
end
