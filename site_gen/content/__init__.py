"""From the files of a site to a Timeline and Settings, with every Problem on the way.

load_site ── files       which files there are; their text, read safely
          ├─ reading     each file by itself, over several processes: a leaf
          │  ├─ documents    its nodes, then the tables of fields, then records
          │  ├─ extracts     in few words what the whole must know of it
          │  ├─ shelf        all that, kept between runs; ghosts are records not yet opened
          │  └─ opened       the same, kept by a process that loads again and again
          ├─ assemble    one Timeline
          ├─ checks      what only the whole can tell, from the extracts: circles, twins
          └─ verdicts    what is wrong with one file as part of the whole: references, doubts,
                         translations; asked again only where something it rests on has changed
"""
