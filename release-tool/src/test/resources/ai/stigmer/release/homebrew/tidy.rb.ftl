<#function archive os arch>
  <#list archives as one><#if one.os == os && one.arch == arch><#return one></#if></#list>
  <#stop "no archive for " + os + "-" + arch>
</#function>
<#macro source os arch indent>
${""?left_pad(indent)}url "${archive(os, arch).url}"
${""?left_pad(indent)}sha256 "${archive(os, arch).sha256}"
</#macro>
class ${className} < Formula
  desc "${description}"
  homepage "${homepage}"
<@source "linux" "amd64" 2/>
  license "${license}"

  on_macos do
    on_arm do
<@source "darwin" "arm64" 6/>
    end

    on_intel do
<@source "darwin" "amd64" 6/>
    end
  end

  on_linux do
    on_arm do
<@source "linux" "arm64" 6/>
    end
  end

  def install
    bin.install "bin/tidy"
  end

  def caveats
    <<~EOS
      ${project} ${version} starts ${image.reference}
    EOS
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/tidy version")
  end
end
