# Writes OUTPUT, a header with the commit of SOURCE_DIR, and leaves it untouched when nothing changed, so that only version.cpp
# is compiled again when HEAD moves. Run by every build: cmake -D SOURCE_DIR=... -D OUTPUT=... -P commit.cmake
cmake_minimum_required(VERSION 3.25)
set(commit "unknown")

find_package(Git QUIET)
if(GIT_FOUND)
    # The top of the repository must be this folder: an unpacked archive may lie inside somebody else's repository.
    execute_process(COMMAND ${GIT_EXECUTABLE} rev-parse --show-prefix WORKING_DIRECTORY ${SOURCE_DIR}
        OUTPUT_VARIABLE prefix RESULT_VARIABLE failed ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(NOT failed AND prefix STREQUAL "")
        execute_process(COMMAND ${GIT_EXECUTABLE} describe --always --dirty --abbrev=12 --exclude=* WORKING_DIRECTORY ${SOURCE_DIR}
            OUTPUT_VARIABLE described RESULT_VARIABLE failed ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
        if(NOT failed)
            set(commit "${described}")
        endif()
    endif()
endif()

if(commit STREQUAL "unknown")
    # `git archive` puts the commit here.
    file(READ "${SOURCE_DIR}/analysis/cli/archived_commit.txt" archived)
    if(archived MATCHES "^([0-9a-f]+)\n$")
        string(SUBSTRING "${CMAKE_MATCH_1}" 0 12 commit)
    endif()
endif()

file(CONFIGURE OUTPUT "${OUTPUT}" CONTENT "#define COMITY_COMMIT \"${commit}\"\n")
