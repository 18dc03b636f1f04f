# Installs BUILD into a folder of its own, then builds and runs consumer/ against it, with the source tree's data out of reach.
# cmake -D BUILD=... -D WORK=... -D CONFIG=... -D COMPILER=... -D FLAGS=... -P install_test.cmake
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE "${WORK}")
set(prefix "${WORK}/a prefix with spaces")

function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT status EQUAL 0)
        list(JOIN ARGN " " command)
        message(FATAL_ERROR "${command}\nended with ${status}:\n${output}")
    endif()
    set(output "${output}" PARENT_SCOPE)
endfunction()

run(${CMAKE_COMMAND} --install "${BUILD}" --prefix "${prefix}")
run(${CMAKE_COMMAND} -S "${CMAKE_CURRENT_LIST_DIR}/consumer" -B "${WORK}/consumer" -G Ninja "-DCMAKE_PREFIX_PATH=${prefix}"
    "-DCMAKE_BUILD_TYPE=${CONFIG}" "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_FLAGS=${FLAGS}" "-DCMAKE_RUNTIME_OUTPUT_DIRECTORY=${prefix}/bin")
run(${CMAKE_COMMAND} --build "${WORK}/consumer")
run("${prefix}/bin/consumer")

if(NOT output MATCHES "^comity [0-9]+\\.[0-9]+\\.[0-9]+ \\(commit ")
    message(FATAL_ERROR "the consumer printed no version, but: ${output}")
endif()
string(FIND "${output}" "${prefix}/share/comity" found)
if(found EQUAL -1)
    message(FATAL_ERROR "the consumer did not find the installed data, but: ${output}")
endif()
if(EXISTS "${prefix}/bin/comity")
    run("${prefix}/bin/comity" --version)
endif()
message(STATUS "installed, found, linked and ran: ${output}")
