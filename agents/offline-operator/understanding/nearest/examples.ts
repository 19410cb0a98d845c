import type { LabelName } from "./labels.ts";

/** Sentences per label, one a line, instruments as @. None of them is a test's: tests must be new to the reader. */
export const EXAMPLES: Readonly<Record<LabelName, string>> = {
  quote: `what is @ going for at the moment
how expensive is one @ share
what does @ go for these days
how pricey is @
current rate of @
tell me the level of @
@ last
what would @ set me back
where did @ open`,
  history: `what was the high of @ last year
how has @ moved lately
what was the worst month of @
what was the best day for @
what did @ finish at yesterday
show me how @ behaved in the crisis
was @ higher then than now
how volatile was @`,
  news: `what is the latest on @
what is cooking
what is hot today
what is hot in the market
what is going on out there
anything interesting happening today
what did I miss overnight
what is the buzz
what are folks talking about
what should I be worried about today
what is making headlines`,
  signals: `which way do the models lean
what does the model think of @
how strong is the view on @
are there any views on the tape
what are your ideas signalling`,
  instruments: `list everything I can trade
what is on the menu to trade
which markets are covered
what names have you got
do you have @
what is in the universe`,
  strategies: `what kinds of systems can I try
what rules have you got
what trading systems do you have
which approaches can be tested`,
  positions: `what do you hold
what does the desk hold
what is in the book
what stocks are we in
which names do we own
what are we sitting on
what have we got on
which is the biggest one we hold
what is my largest holding`,
  portfolio: `give me a rundown of everything
how is it all looking
catch me up on the account
sum up where we stand
bring me up to speed
overall picture please
how is my money`,
  cash: `how much dosh have I got left
how much dough is left
what is free to spend
how much can I still spend
how much is in the kitty
what funds do I have`,
  pnl: `how did we do today
what is the damage
did we make anything today
how much have I made so far
are we ahead or behind`,
  exposure: `where am I most exposed
what am I risking
what is my biggest risk
where is most of my risk
what is the riskiest thing I own
which holding worries you most
am I too concentrated
am I well diversified
how much is at stake
all my eggs in one basket`,
  limits: `how much of it is used
what are the restrictions
what am I not allowed to do
how much room have I got left
how close to the edge are we
what rules must I respect`,
  positionLimit: `what is the max I can put in one name
how much can I have in one stock
most I can hold of a single company
largest stake in one company
how big can one holding get`,
  orderLimit: `how big can I go in one go
biggest ticket I can write
most I can trade at once
how large can one clip be`,
  lossLimit: `how much can I lose before it stops me
what is my pain limit for the day
when does the desk stop me out for the day`,
  approvalLimit: `who needs to sign off a large one
when does someone else have to look at it
from what size do I need a second pair of eyes
do big trades need a colleague`,
  state: `can we trade right now
are we up and trading
is the desk frozen
is the market open
when does the market close
are we live`,
  approvals: `what is stuck with the approvers
what is in the queue
does anybody need to sign something
anything needing a decision
what is on hold`,
  orders: `what is working out there
how many orders did I send
what is still open
anything resting in the book`,
  fills: `what filled
what traded
what got done today
what did we get filled on
show what was executed`,
  ticket: `has anyone okayed my trade yet
where is my order
has it gone through yet
did anyone okay my trade
what became of my order
is mine done`,
  explain: `what is behind that trade
what was the thinking there
what made us do it
how come we are in @
how did we end up with @
why did you turn me down`,
  provenance: `is this real data
are these figures made up
is it fake or live
can I trust these numbers
is this real money
what do you base that on
where do the prices come from
who gives you the data`,
  recall: `what do you know about me
have I told you what I like
what are my habits
what did I say before
do you keep anything on me
what have you written down`,
  health: `is anything wrong with the system
is something not working
is anything broken
any problems with the platform
is it all running
are there errors
is the feed up`,
  today: `what is the clock
which day are we on
what date does the desk think it is`,
  help: `I am new here
what should I do first
where do I begin
I have never traded before
how do I place an order
how do I buy something
show me what is possible
I am confused
I do not understand
huh
wait what
what now
what else
how do I make new signals
teach me`,
  who: `who made you
what model is this
are you a real person
am I talking to a machine
what is your name
who built this`,
  greeting: `morning all
good day to you
how goes it
what is up
evening`,
  thanks: `ok thanks
ok then
got it
understood
fair enough
makes sense
brilliant
lovely
sweet
that is all
cool beans
good one
see you around
have a good one
no worries
haha nice
very helpful`,
  dismiss: `leave that
not now
forget about it
do nothing
let it be`,
  approve: `who can approve this
who is able to sign it off
how does it get approved
can I approve my own order
can you sign for me`,
  cancel: `how do I cancel
can I take it back
who can pull an order
I changed my mind about the order`,
  loosen: `who can change the limits
how do I get a bigger limit
I need more room
can I have a higher cap
who decides how much I may trade
can we go bigger than that
make my limit bigger`,
  resume: `how do we start again
who turns trading back on
how is a halt lifted
when can we trade again`,
  halt: `who can stop trading
how do I stop everything
where is the kill switch
what do I do in an emergency
how does one pull the plug`,
  advice: `what should I do with @
is @ worth it
what would you do
give me an idea
got any tips
what is a good one to own
pick one for me
is @ too expensive
should I get in or out`,
  predict: `where is @ headed
what happens next
will it crash
is a recession coming
what comes tomorrow`,
  conditional: `can you watch @ for me
let me know when it moves
can I have a stop
protect me if it falls`,
  derivatives: `do you do currencies
can I bet on coins
any warrants
can I use borrowed money`,
  transfer: `how do I get my money out
can I pay in more
send my savings to you
how do I add funds`,
  people: `how does my colleague get in
who can invite somebody
can my friend use this
how do I get another role`,
  abuse: `you are a moron
you are an idiot
get lost
f off
screw you
you are useless
this is rubbish
you are stupid
you suck
what a waste of time
shut up
I hate you
damn you
garbage bot
you are wrong again
worthless piece of junk`,
  other: `what is the capital of a country
who is the president
who will win the election
what do you think of politics
how hot is it outside
will it rain
what is for dinner
tell me something funny
sing me a song
who won the match
do you love me
what is the meaning of life
can you write an essay
book me a flight
what film should I watch`,
};
