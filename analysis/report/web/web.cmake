# The interactive part of the report: packages from npm, bundled once at build time; the program needs no node to run.
#
# COMITY_WEB_REPORT      AUTO: with node and npm if they are there and work, else without the interactive part, and says so
#                        ON:   fails without them        OFF: never
# COMITY_WEB_PREBUILT    a folder with report.js and THIRD-PARTY.txt built elsewhere, for machines without a network
# Sets WEB_BUNDLE (the folder with both files), WEB_STYLE and WEB_FILES (what the embedding depends on).
set(COMITY_WEB_PREBUILT "" CACHE PATH "Folder with report.js and THIRD-PARTY.txt built elsewhere")
set(WEB_SOURCE ${CMAKE_CURRENT_SOURCE_DIR}/report/web)
set(WEB_STYLE ${WEB_SOURCE}/src/report.css)
set(WEB_BUNDLE ${CMAKE_CURRENT_BINARY_DIR}/web)

function(comity_find_node found)
    find_program(COMITY_NODE NAMES node nodejs)
    find_program(COMITY_NPM npm)
    set(${found} OFF PARENT_SCOPE)
    if(COMITY_NODE AND COMITY_NPM)
        execute_process(COMMAND ${COMITY_NODE} --version OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
        if(version MATCHES "^v([0-9]+)" AND CMAKE_MATCH_1 GREATER_EQUAL 18)
            set(${found} ON PARENT_SCOPE)
        endif()
    endif()
endfunction()

set(web OFF)
if(COMITY_WEB_PREBUILT)
    set(WEB_BUNDLE ${COMITY_WEB_PREBUILT})
elseif(NOT COMITY_WEB_REPORT STREQUAL "OFF")
    comity_find_node(web)
    if(NOT web AND COMITY_WEB_REPORT STREQUAL "ON")
        message(FATAL_ERROR "COMITY_WEB_REPORT=ON needs node 18 or later and npm: apt-get install nodejs npm")
    endif()
endif()

if(web)
    file(GLOB web_scripts CONFIGURE_DEPENDS ${WEB_SOURCE}/src/*.js)
    add_custom_command(
        OUTPUT ${WEB_BUNDLE}/report.js ${WEB_BUNDLE}/THIRD-PARTY.txt
        COMMAND ${CMAKE_COMMAND} -D NODE=${COMITY_NODE} -D NPM=${COMITY_NPM} -D SOURCE=${WEB_SOURCE} -D OUT=${WEB_BUNDLE} -D MODE=${COMITY_WEB_REPORT}
                -P ${WEB_SOURCE}/bundle.cmake
        DEPENDS ${web_scripts} ${WEB_SOURCE}/build.mjs ${WEB_SOURCE}/bundle.cmake ${WEB_SOURCE}/package.json ${WEB_SOURCE}/package-lock.json ${WEB_SOURCE}/.npmrc
        COMMENT "Bundling the interactive part of the report"
        VERBATIM)
elseif(NOT COMITY_WEB_PREBUILT)
    message(STATUS "Report: without its interactive part (COMITY_WEB_REPORT=${COMITY_WEB_REPORT}; it needs node 18 or later and npm)")
    foreach(name report.js THIRD-PARTY.txt)
        file(CONFIGURE OUTPUT ${WEB_BUNDLE}/${name} CONTENT "")
    endforeach()
endif()
set(WEB_FILES ${WEB_STYLE} ${WEB_BUNDLE}/report.js ${WEB_BUNDLE}/THIRD-PARTY.txt)
