# Installs to a folder of its own and runs the program from there, with the data that was installed beside it.
set(prefix ${BUILD}/install-test)
file(REMOVE_RECURSE ${prefix})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)

foreach(file bin/leian libexec/leian/leian-extract share/leian/kinds/petition.json share/leian/mappings share/leian/codes/regions.tsv share/leian/calendars/cn.tsv share/leian/clocks/petition-closing.json share/leian/contents share/leian/score_sheets share/leian/review_rules share/man/man1/leian.1)
  if(NOT EXISTS ${prefix}/${file})
    message(FATAL_ERROR "not installed: ${file}")
  endif()
endforeach()

set(ENV{LEIAN_DATA})
execute_process(COMMAND ${prefix}/bin/leian kinds --json OUTPUT_VARIABLE kinds COMMAND_ERROR_IS_FATAL ANY)
string(JSON first ERROR_VARIABLE problem GET ${kinds} kinds 0 name)
if(problem OR NOT first)
  message(FATAL_ERROR "leian kinds --json gave: ${kinds}")
endif()

# The helper program is found from where it was installed.
file(WRITE ${prefix}/none.pdf "%PDF-1.5\n")
execute_process(COMMAND ${prefix}/bin/leian check ${prefix}/none.pdf ERROR_VARIABLE told RESULT_VARIABLE code)
if(NOT code EQUAL 2 OR NOT told MATCHES "damaged or incomplete")
  message(FATAL_ERROR "leian check none.pdf gave ${code}: ${told}")
endif()
