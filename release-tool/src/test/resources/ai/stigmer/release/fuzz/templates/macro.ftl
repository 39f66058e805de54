<#macro m n><#if (n > 0)>${n}<@m n - 1/></#if></#macro><@m 3/>${(1..3)?join(" ")}${"%s"?replace("s", "d")}
