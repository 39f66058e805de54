class ${className} < Formula
  desc "${description}"
  homepage "${homepage}"
  url "${archive.url}"
  sha256 "${archive.sha256}"
  license "${license}"

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
