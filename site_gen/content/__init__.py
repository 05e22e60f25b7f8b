"""From the files of a site to a Timeline and Settings, with every Problem on the way.

load_site ── files       which files there are; their text, read safely
          ├─ leaves      each file by itself, over several processes; or as it lay on the shelf,
          │                  or as this process has it open
          │  ├─ documents    its nodes, then the tables of fields, then records
          │  ├─ extracts     in few words what the whole must know of it
          │  └─ shelf        all that, kept between runs; ghosts are records not yet opened
          ├─ assemble    one Timeline
          ├─ checks      what only the whole can tell, from the extracts: circles, twins
          └─ verdicts    what is wrong with one file as part of the whole: references, doubts,
                         translations; asked again only where something it rests on has changed
"""
