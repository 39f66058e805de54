<#assign x = 1><#list archives as a>${a.os?upper_case}<#sep>,</#list><#if image.digest??>${image["digest"]}<#else>-</#if>${version?split(".")[0]}
