desc "#{version}" # ${description} #${version}
