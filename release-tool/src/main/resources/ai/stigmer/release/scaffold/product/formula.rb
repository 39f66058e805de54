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

  def install
    libexec.install Dir["*"]
    bin.write_exec_script libexec/"bin/@project@"
  end

  test do
    assert_path_exists bin/"@project@"
    assert_match "${image.digest}", (libexec/"image").read
  end
end
