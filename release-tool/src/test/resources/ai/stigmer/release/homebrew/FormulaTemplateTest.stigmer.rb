class Stigmer < Formula
  desc "Run agents on your own machine"
  homepage "https://github.com/stigmer/stigmer"
  url "https://github.com/stigmer/stigmer/releases/download/v1.2.3/stigmer-1.2.3.tar.gz"
  sha256 "85a29b771e4d499189c54461dcccb3cd94476d146fbdeab14fb0c0d836ec4050"
  license "Apache-2.0"

  livecheck do
    url :stable
    strategy :github_latest
  end

  depends_on "openjdk@25"

  def install
    libexec.install "bin", "lib"
    (bin/"stigmer").write_env_script libexec/"bin/stigmer", Language::Java.overridable_java_home_env("25")
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/stigmer version")
  end
end
